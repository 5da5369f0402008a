"""What leaves a data folder and what comes back: backups, single matches, and what is erased for good.

`backups` copies and restores the whole, `parcels` is one match as a file, `importing` lets one in, `inspecting` reads
a log as a host does, `erasing` forgets a person. `console.keeping` holds the orders, `offline` carries them out
where no server runs.
"""

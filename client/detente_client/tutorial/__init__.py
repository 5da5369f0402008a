"""The first two turns, taught while they are played: what to try next, whether it was done, what helps.

Floor plan: `steps` (what is taught, as data), `lesson` (what a step looks at), `tutor` (where the pupil stands). The
game in which it is taught is `journeys.lessons`.
Does not know: screens; what is taught is decided from what the pupil was told and did, never from a script.
"""

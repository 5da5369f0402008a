// Only this: a session that is over can be begun anew. The terminal's own script does all the rest.
document.getElementById("again").addEventListener("click", () => window.location.reload());

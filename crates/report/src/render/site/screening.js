// A screening in the browser: what a page without script does too, with less waiting.
"use strict";
(() => {
  const file = document.getElementById("file");
  if (file) {
    // A file that is too large is not sent at all.
    file.addEventListener("change", () => {
      const most = Number(file.dataset.most);
      const size = file.files.length ? file.files[0].size : 0;
      const limit = `The file has ${Math.ceil(size / 1048576)} MiB, and up to ${Math.floor(most / 1048576)} MiB are read here.`;
      file.setCustomValidity(size > most ? limit : "");
      file.reportValidity();
    });
  }
  const going = document.getElementById("going");
  if (!going) return;
  const bar = going.querySelector("progress");
  const said = document.getElementById("said");
  const ask = async () => {
    try {
      const answer = await fetch(going.dataset.progress, { cache: "no-store", credentials: "same-origin" });
      const { state, rows, of, said: words } = await answer.json();
      if (state !== "waiting" && state !== "running") return location.reload();
      if (of && state === "running") {
        bar.max = of;
        bar.value = Math.min(rows, of);
      }
      if (said.textContent !== words) said.textContent = words;
    } catch {
      // The server is asked again; a page that is loaded anew would lose its place.
    }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 300);
})();

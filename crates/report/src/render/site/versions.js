"use strict";
// The slider over the versions of an entry: it says which version it stands at, and shows it when it is let go.
const slider = document.getElementById("version");
const told = document.getElementById("version-told");
const words = [...document.querySelectorAll("#versions option")].map((option) => option.dataset.told);
const first = slider.value;
slider.addEventListener("input", () => {
  const said = words[slider.value - 1];
  told.textContent = said;
  slider.setAttribute("aria-valuetext", said);
});
// Keys move it step by step, so only a pointer that is let go leads on; keys have the button.
slider.addEventListener("pointerup", () => {
  if (slider.value !== first) slider.form.requestSubmit();
});

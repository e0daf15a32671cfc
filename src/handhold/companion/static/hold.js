// Hold to read, signals that are felt, copying. Listeners sit on the document, since the page beneath is swapped.
"use strict";
{
  // Words are shown only while they are held. A screen reader's tap comes without a press: it turns
  // them over, and the next one back.
  let held = null;
  let pressed = false;

  const holdable = (event) => event.target.closest?.("[data-hold]");
  const isPress = (event) => event.key === " " || event.key === "Enter";

  function show(button, shown) {
    button.querySelector(".words").hidden = !shown;
    button.querySelector(".bar").hidden = shown;
    held = shown ? button : null;
  }

  function release() {
    if (held) show(held, false);
  }

  addEventListener("pointerdown", (event) => {
    const button = holdable(event);
    pressed = Boolean(button);
    release();
    if (button) show(button, true);
  });
  // A long letter is read by moving the finger that holds it.
  addEventListener("pointermove", (event) => {
    const words = held?.matches(".block") && held.querySelector(".words");
    if (words) words.scrollTop -= event.movementY;
  });
  for (const end of ["pointerup", "pointercancel", "blur", "pagehide"]) addEventListener(end, release);
  for (const end of ["visibilitychange", "focusout"]) document.addEventListener(end, release);
  addEventListener("keydown", (event) => {
    const button = holdable(event);
    if (!button || !isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) show(button, true);
  });
  addEventListener("keyup", (event) => {
    if (!isPress(event)) return;
    if (holdable(event)) event.preventDefault();
    release();
  });
  addEventListener("click", (event) => {
    const button = holdable(event);
    if (button && !pressed) show(button, held !== button);
    pressed = false;
  });
  addEventListener("contextmenu", (event) => {
    if (holdable(event)) event.preventDefault();
  });

  // Stop is sent when the finger lands, not when it lifts: a page that is swapped in between cannot swallow
  // it, and the lift presses nothing on the page that has come.
  let landed = false;

  addEventListener("pointerdown", (event) => {
    const button = event.target.closest?.("[data-now]");
    landed = Boolean(button) && event.button === 0;
    if (!landed) return;
    navigator.vibrate?.(beats[button.dataset.now]);
    button.form.requestSubmit(button);
  });
  addEventListener("click", (event) => {
    if (!landed) return;
    landed = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // A stop or a slow that arrives is felt and heard as well as seen, once.
  const beats = { stop: [400, 120, 400], slow: [200] };
  const pitches = { stop: 220, slow: 330 };

  function sound(pitch) {
    const air = new AudioContext();
    const [voice, loudness] = [air.createOscillator(), air.createGain()];
    voice.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.25, air.currentTime);
    loudness.gain.exponentialRampToValueAtTime(0.001, air.currentTime + 0.8);
    voice.connect(loudness).connect(air.destination);
    voice.onended = () => air.close();
    voice.start();
    voice.stop(air.currentTime + 0.8);
  }

  function feel() {
    for (const mark of document.querySelectorAll("[data-signal]")) {
      const kind = mark.dataset.signal;
      delete mark.dataset.signal;
      if (!(kind in beats)) continue;
      navigator.vibrate?.(beats[kind]);
      sound(pitches[kind]);
    }
  }
  new MutationObserver(feel).observe(document.body, { childList: true, subtree: true });

  addEventListener("click", (event) => {
    const copy = event.target.closest?.("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy);
  });
}

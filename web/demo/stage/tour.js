// Three minutes: one chapter at a time. Each says what to do by hand, what to notice, and can be played.
import { ask, ready, settle, untilMorning } from "./stage.js";

const PASSPHRASE = "seven slow otters";
const WISHES = 12;
const PACE = 180; // milliseconds between two taps, so that eyes can follow
const LOOKS = 120;
const CODE = /\d{3}\s\d{3}(\s[a-z]+){3}/;

const CHAPTERS = [
  {
    title: "Alone, first.",
    do: "On each phone: “We’re curious, both of us”, then Twelve wishes. Before the first answer is kept, each of them makes a vault.",
    see: "No comes first, and is as big as the others. Whatever is answered stays on that phone: the relay below has heard nothing.",
    play: () => Promise.all([wish(alex, [0, 3, 4]), wish(sam, [0, 4, 7])]),
  },
  {
    title: "Linked, aloud.",
    do: "Alex: Ours, Invite somebody, A short code. Sam: Ours, I have an invitation. Then compare four words.",
    see: "The relay lets two strangers meet and can’t tell who they are. If anybody stood in between, the words would differ.",
    play: link,
  },
  {
    title: "Look together.",
    do: "Until morning, since a yes joins in a day later and nobody leaning over can hurry it. Then both: Ours, Look together, We’re both here.",
    see: "Only what both of them want shows. A no, a skip and a silence look alike: to Sam, to Alex, and to the relay.",
    play: look,
  },
  {
    title: "Something harder to say.",
    do: "Until nothing waits, since a new link begins with quiet days. Then Alex: Mine, Anal play, Say it like you. Pick a tone, and send it.",
    see: "It names the kind words first, then those that push, and asks nobody: the check runs on the phone.",
    play: bringUp,
  },
  {
    title: "A good no.",
    do: "Sam: Ours, a letter, hold to read. Choose any of the four answers; all of them weigh the same. Then Alex: Ours, Their answer.",
    see: "Sam sees exactly what Alex will see, before it leaves. From now on it is Sam’s own app that refuses the question.",
    play: answer,
  },
  {
    title: "And then?",
    do: "Whatever you like. Bring up something else; say yes to a talk; try a sentence that pushes; press Shift three times.",
    see: `A vault that was made here by playing opens with “${PASSPHRASE}”. When you close this page and end the demo, all of it is gone.`,
  },
];

const phone = (side, name) => {
  let last = 0;
  const act = async (what) => {
    const { text, lost } = await ask(side, { id: `${side} ${++last} ${performance.now()}`, ...what }, "id");
    if (lost) throw new Error(`${name}’s phone doesn’t say “${lost}” just now. By hand it goes on.`);
    await new Promise((resolve) => setTimeout(resolve, PACE));
    return text;
  };
  const self = {
    name,
    open: async (path) => comeIn(self, await act({ open: path })),
    type: (field, value) => act({ type: field, value }),
    tap: async (label) => comeIn(self, await act({ tap: label })),
    until: async (words, path) => {
      for (let looked = 0; looked < LOOKS; looked++) if ((await self.open(path)).includes(words)) return;
      throw new Error(`${name}’s phone still waits. By hand it goes on.`);
    },
  };
  return self;
};
const alex = phone("left", "Alex");
const sam = phone("right", "Sam");

// The door, whenever it stands in the way: made at the first thing worth keeping, opened when it was locked.
async function comeIn({ type, tap }, text) {
  if (text.includes("What this can’t hide") && text.includes("I’ve read it")) {
    await tap("I’ve read it");
    for (const field of ["passphrase", "again"]) await type(field, PASSPHRASE);
    await type("adult", "yes");
    await tap("Make it");
    return tap("No, I’m new here");
  }
  if (!text.includes("Passphrase, or the code")) return text;
  await type("passphrase", PASSPHRASE);
  return tap("Open");
}

async function wish(who, yes) {
  await who.open("/mine/wishes/0/0");
  for (let card = 0; card < WISHES; card++) {
    const text = await who.tap(yes.includes(card) ? "Very much" : "No");
    if (text.includes("Which part would be yours?")) await who.tap("Either");
  }
}

async function link() {
  if ((await alex.open("/ours")).includes("You and")) return;
  await alex.tap("Invite somebody");
  await alex.type("name", alex.name);
  const [code] = CODE.exec(await alex.tap("A short code"));
  await sam.open("/ours");
  await sam.tap("I have an invitation");
  await sam.type("invitation", code);
  await sam.type("name", sam.name);
  await sam.tap("Meet them");
  for (const one of [alex, sam]) await one.until("Are these four the same", "/ours/meet");
  for (const one of [alex, sam]) await one.tap("The same");
  for (const one of [alex, sam]) await one.until("You and", "/ours");
}

async function look() {
  await untilMorning();
  await alex.open("/ours/look");
  await alex.tap("We’re both here");
  await sam.until("I’m here", "/ours/look");
  await sam.tap("I’m here");
  for (const one of [alex, sam]) await one.until("Some common ground.", "/ours/look");
}

async function bringUp() {
  for (const one of [alex, sam]) await one.open("/ours");
  await settle();
  await alex.open("/mine/draft/0?tone=breezy");
  await alex.tap("Send");
  await alex.tap("Send");
  await sam.until("A letter from Alex", "/ours");
}

async function answer() {
  await sam.open("/ours");
  await sam.tap("A letter from Alex");
  await sam.tap("No");
  await sam.type("line", "Not for me. Come here anyway?");
  await sam.tap("See it with my line");
  await sam.tap("Close");
  await alex.until("Their answer", "/ours");
  await alex.tap("Their answer");
}

const [title, doing, seeing, told] = ["title", "do", "see", "told"].map((id) => document.getElementById(id));
const [play, before, next] = ["play", "before", "next"].map((id) => document.getElementById(id));
let at = Math.min(Number(sessionStorage.chapter ?? 0), CHAPTERS.length - 1);

function show(step = 0) {
  at = sessionStorage.chapter = Math.min(Math.max(at + step, 0), CHAPTERS.length - 1);
  const now = CHAPTERS[at];
  [title.textContent, doing.textContent, seeing.textContent, told.textContent] = [now.title, now.do, now.see, ""];
  play.hidden = !now.play;
  before.hidden = at === 0;
  next.hidden = at === CHAPTERS.length - 1;
  if (step) title.focus();
}

play.onclick = async () => {
  const buttons = [play, before, next];
  for (const button of buttons) button.disabled = true;
  told.textContent = "Watch the phones.";
  try {
    await ready;
    await CHAPTERS[at].play();
    told.textContent = "There. Look at both, then go on.";
  } catch (problem) {
    told.textContent = problem.message;
  }
  for (const button of buttons) button.disabled = false;
};
before.onclick = () => show(-1);
next.onclick = () => show(1);
show();

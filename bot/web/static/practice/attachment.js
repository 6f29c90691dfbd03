// A photo or a voice note: from a file of this machine, or made up.

import { choose, fill } from "./sheet.js";

const MADE_UP_SECONDS = 7;

/** Asks which, and sends it with `send(deed, fields)`. */
export async function attach(phone, send) {
  const chosen = await choose("Send", phone.node, [
    { value: "made-up-photo", label: "A made-up photo" },
    { value: "photo", label: "A photo from this machine…" },
    { value: "made-up-voice", label: "A made-up voice note", hint: `${MADE_UP_SECONDS} seconds of silence` },
    { value: "voice", label: "A voice note from this machine…", hint: "A sound file, best OGG with Opus" },
  ]);
  if (chosen === "made-up-photo") await send("photo", {});
  if (chosen === "made-up-voice") await send("voice", { seconds: MADE_UP_SECONDS });
  if (chosen === "photo") await sendFile(phone, "A photo", "image/*", (base64) => send("photo", { base64 }));
  if (chosen === "voice") await sendFile(phone, "A voice note", "audio/*", async (base64, file) => send("voice", { base64, seconds: await lengthOf(file) }));
}

async function sendFile(phone, title, accept, send) {
  const given = await fill(title, phone.node, [{ name: "file", label: "Which file?", kind: "file", accept, required: true }], "Send");
  if (given?.file) await send(await base64Of(given.file), given.file);
}

function base64Of(file) {
  return new Promise((read, fail) => {
    const reader = new FileReader();
    reader.onload = () => read(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}

async function lengthOf(file) {
  const context = new AudioContext();
  try {
    const { duration } = await context.decodeAudioData(await file.arrayBuffer());
    return Math.max(1, Math.round(duration));
  } catch {
    return MADE_UP_SECONDS;
  } finally {
    await context.close();
  }
}

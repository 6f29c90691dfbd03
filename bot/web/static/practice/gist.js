// A message in a few words, where there is only a line for it.

const KINDS = { photo: "Photo", voice: "Voice note", audio: "Sound", video: "Video", document: "File", contact: "Contact", location: "Place" };

export const gist = ({ text, poll, kind, deleted }) => (deleted ? "Deleted message" : text || poll?.question || KINDS[kind] || kind);

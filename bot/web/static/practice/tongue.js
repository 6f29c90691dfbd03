// Languages: what they are called, which way they run, and which one some words are in.

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"]);

// Letters that give away a language written in Latin script.
const TELLTALE = {
  pl: /[ąćęłńśźż]/i, ro: /[ăâîșț]/i, tr: /[ğışİ]/i, lt: /[ąčęėįšųūž]/i, cs: /[ěščřžů]/i, sk: /[ľščťžň]/i,
  hu: /[őű]/i, lv: /[āčēģīķļņšūž]/i, sq: /[ëç]/i, es: /[ñ¿¡áéíóú]/i, pt: /[ãõçáéíóú]/i, fr: /[àâçéèêëîïôœùû]/i,
  de: /[äöüß]/i, vi: /[ăâđêôơưạ-ỹ]/i, yo: /[ẹọṣ]/i,
};

function locale(code) {
  try {
    return new Intl.Locale(code.replaceAll("_", "-"));
  } catch {
    return null;
  }
}

const script = (code) => (code ? locale(code)?.maximize().script : null) ?? "Latn";

/** A language code as HTML wants it; null where there is none. */
export const tag = (code) => (code && locale(code)?.toString()) || null;

export const direction = (code) => (RIGHT_TO_LEFT.has(script(code)) ? "rtl" : "ltr");

export function nameInEnglish(code) {
  return naming("en", code);
}

export function ownName(code) {
  return naming(tag(code), code);
}

function naming(reader, code) {
  if (!tag(code)) return code ?? "";
  return new Intl.DisplayNames([reader], { type: "language" }).of(tag(code));
}

/** The language of some words, where the language of their reader makes it sure; else null. */
export function languageOf(words, code) {
  if (!tag(code)) return null;
  const written = script(code);
  if (written === "Latn") return TELLTALE[locale(code).language]?.test(words) ? tag(code) : null;
  return letters(written)?.test(words) ? tag(code) : null;
}

function letters(written) {
  const name = { Hans: "Hani", Hant: "Hani", Jpan: "Hiragana", Kore: "Hangul" }[written] ?? written;
  try {
    return new RegExp(`\\p{Script=${name}}`, "u");
  } catch {
    return null;
  }
}

/** Marks an element's words with their direction and, where known, their language. */
export function spoken(element, words, code) {
  element.dir = "auto";
  const language = languageOf(words, code);
  if (language) element.lang = language;
  return element;
}

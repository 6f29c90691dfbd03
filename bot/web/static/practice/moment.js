// Times and days, as the page writes them.

import { make } from "./element.js";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const BOTH = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

const date = (seconds) => new Date(seconds * 1000);

export const clockTime = (seconds) => make("time", { dateTime: date(seconds).toISOString(), dir: "ltr" }, TIME.format(date(seconds)));
export const dayOf = (seconds) => DAY.format(date(seconds));
export const inFull = (seconds) => BOTH.format(date(seconds));

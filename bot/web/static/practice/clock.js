// The time in practice, and letting it pass.

import * as control from "./control.js";
import { inFull } from "./moment.js";

const TICK_MS = 5000;

export function wireClock(world, face, buttons, status) {
  const draw = () => {
    face.textContent = inFull(world.now());
    face.dateTime = new Date(world.now() * 1000).toISOString();
  };
  for (const button of buttons) {
    button.addEventListener("click", async () => {
      try {
        world.clock = await control.moveClock({ [button.dataset.later]: 1 });
        draw();
        status(`Now it is ${inFull(world.now())}.`);
      } catch (error) {
        status(error.message);
      }
    });
  }
  world.addEventListener("clock", draw);
  setInterval(draw, TICK_MS);
  draw();
}

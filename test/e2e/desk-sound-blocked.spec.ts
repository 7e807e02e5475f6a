import { house1522 } from "../support/houses.ts";
import * as boards from "../support/usual-boards.ts";
import { expect, show, test } from "./support/wall.ts";

test("after a reload one press of the button lets it sound, and the next turns it off, slow or quick", async ({
  page,
  server,
}) => {
  // A browser that lets a page sound only from a press on, whatever this one does without a window.
  await page.addInitScript(() => {
    localStorage.setItem("vedetta-sound", '{"isOn":true,"quietFrom":"00:00","quietTo":"00:00"}');
    class Pressed extends EventTarget {
      state = "suspended";
      async resume(): Promise<void> {
        this.state = "running";
        await Promise.resolve();
        this.dispatchEvent(new Event("statechange"));
      }
      async close(): Promise<void> {}
    }
    Reflect.set(window, "AudioContext", Pressed);
  });
  show(server, house1522, boards.ordinaryDay);
  const button = page.getByRole("button", { name: /^Suono/ });
  const presses = {
    slow: () => button.click({ delay: 300 }),
    quick: () => button.click(),
    keyboard: () => button.press("Enter"),
    space: () => button.press("Space", { delay: 200 }),
  };
  for (const [name, press] of Object.entries(presses)) {
    await page.goto(`${server.url}/desk`);
    await expect(button, name).toHaveText(/un clic per sentirlo/);
    await press();
    await expect(button, name).toHaveText(/Suono acceso/);
    await press();
    await expect(button, name).toHaveText(/Suono spento/);
  }
});

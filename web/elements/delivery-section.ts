import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { DeliverySnapshot } from "#wire/alert.ts";
import type { Deliveries, ReceiverSnapshot } from "#wire/deliveries.ts";

import { aboutOf, type CardContext } from "../alerts/alert-card.ts";
import { deliveryErrorText } from "../alerts/refusal-text.ts";

/** So many of a receiver's messages are shown before somebody asks for all of them. */
const SHOWN_AT_FIRST = 8;

export interface DeliveryActions {
  readonly test: (receiver: string) => void;
  /** Receivers whose test is on its way. */
  readonly testing: ReadonlySet<string>;
  readonly resend: (delivery: DeliverySnapshot) => void;
  /** Receivers of whom all messages are shown. */
  readonly unfolded: ReadonlySet<string>;
  readonly unfold: (receiver: string) => void;
}

/** How messages to each receiver stand. */
export function deliverySection(
  deliveries: Deliveries | null,
  context: CardContext,
  actions: DeliveryActions,
) {
  const { words } = context.speech;
  return html`<section aria-labelledby="deliveries">
    <h2 id="deliveries">${words.deliveries}</h2>
    ${
      deliveries === null
        ? html`<p>${words.deliveriesUnread}</p>`
        : deliveries.receivers.length === 0
          ? html`<p>${words.noReceivers}</p>`
          : repeat(
              deliveries.receivers,
              ({ receiver }) => receiver,
              (one) => receiverTemplate(one, deliveries.deliveries, context, actions),
            )
    }
  </section>`;
}

function receiverTemplate(
  { receiver, kind, severities, ...standing }: ReceiverSnapshot,
  deliveries: readonly DeliverySnapshot[],
  context: CardContext,
  { test, testing, unfold, unfolded, resend }: DeliveryActions,
) {
  const { speech } = context;
  const { words, page } = speech;
  const id = `receiver-${receiver}`;
  const own = deliveries.filter((one) => one.receiver === receiver);
  const isWhole = unfolded.has(receiver) || own.length <= SHOWN_AT_FIRST;
  const gets = words.gets(page.formats.list(severities.map((one) => page.words.severities[one])));
  const isRemoved = kind === null;
  return html`<article class="receiver" aria-labelledby=${id}>
    <h3 id=${id}>${receiver} <span>${isRemoved ? words.removed : `${kind} · ${gets}`}</span></h3>
    <p>${isRemoved ? words.removedNote : standingText(standing, context)}</p>
    ${
      isRemoved
        ? nothing
        : html`<div class="row screen">
            <button
              aria-label=${words.sendTestTo(receiver)}
              ?disabled=${testing.has(receiver)}
              @click=${() => test(receiver)}
            >
              ${words.sendTest}
            </button>
          </div>`
    }
    ${
      own.length === 0
        ? html`<p>${words.noDeliveries}</p>`
        : deliveryTable(isWhole ? own : own.slice(0, SHOWN_AT_FIRST), `${id}-messages`, context, {
            resend: isRemoved ? null : resend,
          })
    }
    ${
      isWhole
        ? nothing
        : html`<button class="screen" @click=${() => unfold(receiver)}>
            ${words.showAll(page.formats.integer(own.length))}
          </button>`
    }
  </article>`;
}

function standingText(
  { disabledSinceMs, waiting, waitingSinceMs }: Omit<ReceiverSnapshot, "receiver" | "kind" | "severities">,
  { nowMs, speech }: CardContext,
): string {
  const { words, page } = speech;
  if (disabledSinceMs !== null) return words.disabled(speech.from(disabledSinceMs, nowMs));
  if (waiting === 0 || waitingSinceMs === null) return words.allDelivered;
  const from = speech.from(waitingSinceMs, nowMs);
  return waiting === 1 ? words.waitingOne(from) : words.waiting(page.formats.integer(waiting), from);
}

function deliveryTable(
  deliveries: readonly DeliverySnapshot[],
  id: string,
  context: CardContext,
  { resend }: { readonly resend: DeliveryActions["resend"] | null },
) {
  const { nowMs, speech } = context;
  const { words, page } = speech;
  const { at, about, cause, state, attempts, error } = words.deliveryColumns;
  const row = (one: DeliverySnapshot) => {
    const created = speech.instant(one.createdAtMs, nowMs);
    const button = html`<button
      class="screen"
      aria-label=${words.resendOf(words.causes[one.cause], created)}
      @click=${() => resend?.(one)}
    >
      ${words.resend}
    </button>`;
    return html`<tr class=${one.state}>
      <th scope="row">${created}</th>
      <td>${words.causes[one.cause]}</td>
      <td>
        ${one.about.length === 0 ? "–" : page.formats.list(one.about.map((alert) => aboutOf(alert, context)))}
      </td>
      <td>
        ${words.deliveryStates[one.state](speech.at(one.atMs, nowMs))}
        ${one.state === "dead" && resend ? button : nothing}
      </td>
      <td>${page.formats.integer(one.attempts)}</td>
      <td>${one.lastError === null ? "–" : deliveryErrorText(one.lastError, speech)}</td>
    </tr>`;
  };
  return html`<div class="scroll wide" role="region" aria-labelledby=${id} tabindex="0">
    <table>
      <caption id=${id}>
        <span>${words.deliveriesOf(deliveries[0]?.receiver ?? "")}</span>
      </caption>
      <thead>
        <tr>
          ${[at, cause, about, state, attempts, error].map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(deliveries, (one) => one.id, row)}
      </tbody>
    </table>
  </div>`;
}

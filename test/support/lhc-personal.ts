/** What a Live Helper Chat holds of people, invented, as it would stand in its answers and in a careless template. */
export const PERSONAL_FIELDS = {
  nick: "Zoraide Sentinella",
  email: "zoraide@example.test",
  phone: "+39 055 0000000",
  ip: "203.0.113.77",
  hash: "kXzTpa9LURVzYmHAeAji347b6CwI3wDEc2E9pQ0y",
  city: "Borgo Inventato",
  lat: "43.7701",
  country_name: "Invenzia",
  uagent: "Mozilla/5.0 (iPhone; Inventato)",
  referrer: "//sito.example.test/chat-segreta",
  session_referrer: "https://motore.example.test/?q=aiuto+inventato",
  additional_data: '[{"key":"eta","value":"trentasette"}]',
  user_typing_txt: "sto scrivendo una cosa privata",
  msg: "ho paura e non so a chi dirlo",
  remarks: "nota riservata su di lei",
  chat_variables: '{"pratica":"RISERVATA-4471"}',
} as const;

export const OPERATOR_FIELDS = {
  user: {
    username: "ornella.operatrice",
    email: "ornella@example.test",
    name: "Ornella",
    surname: "Operatrice",
    password: "$2y$12$InventatoInventatoInventatoInv",
  },
} as const;

/** Every text that must not be found behind the connector. What stands in JSON may be escaped there: its values may not. */
export const personalTexts = (): string[] => [
  ...Object.values(PERSONAL_FIELDS),
  ...Object.values(OPERATOR_FIELDS.user),
  ...[PERSONAL_FIELDS.additional_data, PERSONAL_FIELDS.chat_variables].flatMap((text) =>
    textsIn(JSON.parse(text)).filter((word) => word.length > 5),
  ),
];

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

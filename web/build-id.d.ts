/** The hash of everything this page was made from; `development` under the development server. */
declare const __VEDETTA_BUILD__: string;

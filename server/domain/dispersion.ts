/** How far the counts of an hour or two scatter, and what is believed of them before they come. */

/** Variance of counts over their mean beyond that of Poisson, when the expectation is right. */
export const EXTRA_DISPERSION = 0.3;
/** Variance of counts over their mean. */
export const DISPERSION = 1 + EXTRA_DISPERSION;
/** The ratio to the usual is believed to be 1 until as much has been seen as two contacts expected and come. */
export const PRIOR_CONTACTS = 2;

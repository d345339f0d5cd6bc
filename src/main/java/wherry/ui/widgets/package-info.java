/** Holds parts that know nothing of Wherry. */
package wherry.ui.widgets;

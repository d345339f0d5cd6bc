/** Why somebody is not seen: the doctor's findings in the window. */
package wherry.ui.missing;

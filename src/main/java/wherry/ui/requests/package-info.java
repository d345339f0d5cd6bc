/** Shows what the user is asked or told: offers, PINs, text messages. */
package wherry.ui.requests;

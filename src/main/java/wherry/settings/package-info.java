/** What the user has set, and where it is kept. */
package wherry.settings;

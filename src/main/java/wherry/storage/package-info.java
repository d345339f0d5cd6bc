/** Received files on disk: safe names, partial files, and never anything else under a final name. */
package wherry.storage;

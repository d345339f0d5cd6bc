/** A page for browsers: whoever opens its address takes files and leaves files, without an app (link.md). */
package wherry.link;

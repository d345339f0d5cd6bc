/** The vocabulary that every room shares, and the pump that moves bytes. Knows nothing but the JDK. */
package wherry.transfer;

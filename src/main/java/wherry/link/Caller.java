package wherry.link;

import java.net.InetSocketAddress;
import java.util.List;
import wherry.http.HttpExchange;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;

/**
 * Names who asks for something, and over which connection.
 *
 * @param security what is known of the connection
 */
record Caller(Visitor visitor, InetSocketAddress from, Security security) {
    /** As offers and transfers name this way. */
    static final String PROTOCOL = "link";

    static Caller of(Visitor visitor, HttpExchange exchange) {
        return new Caller(visitor, exchange.from(), exchange.security());
    }

    /** What is to be asked about. */
    Offer offer(String id, List<OfferedFile> files) {
        return new Offer(id, PROTOCOL, visitor.title(), from, security, files);
    }
}

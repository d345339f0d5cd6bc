package wherry.http;

import java.time.Duration;

/**
 * Configures how the connections of a server are served.
 *
 * @param tls for those that begin with a handshake
 * @param check of each request's head
 * @param header until the head of a request is complete
 * @param idle the longest pause between two bytes of contents
 * @param pace of the handshakes
 */
public record HttpSetup(TlsServer tls, RequestCheck check, Duration header, Duration idle, HandshakePace pace) {
    /** With the usual pace, which its servers share. */
    public HttpSetup(TlsServer tls, RequestCheck check, Duration header, Duration idle) {
        this(tls, check, header, idle, new HandshakePace());
    }
}

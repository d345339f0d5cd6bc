package wherry.discovery;

import java.util.Comparator;
import wherry.transfer.Endpoint;

/** Orders the endpoints of one peer: the first is shown, and tried first. */
final class EndpointOrder {
    /**
     * Typed again, an address is looked for without a certificate to expect. What means nothing on other links is of use
     * only where there is nothing else.
     */
    static final Comparator<Endpoint> SHOWN_FIRST = Comparator.comparing(
                    (Endpoint endpoint) -> endpoint.security().required().isPresent())
            .thenComparing(endpoint -> endpoint.address().getAddress().isLinkLocalAddress());

    private EndpointOrder() {}
}

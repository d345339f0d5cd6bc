package wherry.link;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.BoundedBody;
import wherry.http.HttpConnection;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.http.PacedBody;
import wherry.http.Response;

/** Answers the requests to a link (link.md, "Requests"). */
final class LinkRoutes implements HttpConnection.Handler {
    private static final String VISITOR = "wherry";
    private static final String PASS = "wherry-pin";
    private static final long LONGEST_FORM = 4096;

    /** What the page consists of, by name: its type and its contents. */
    private static final Map<String, Response> RESOURCES = Map.of(
            "page.css", resource("page.css", "text/css; charset=utf-8"),
            "page.js", resource("page.js", "text/javascript; charset=utf-8"),
            "sum.js", resource("sum.js", "text/javascript; charset=utf-8"),
            "icon.svg", resource("icon.svg", "image/svg+xml"));

    private final LinkPlan plan;
    private final WrongTokens wrongTokens;
    private final LinkTerms terms;
    private final PinGate gate;
    private final Visitors visitors;
    private final LinkLife life;
    private final Shelf shelf;
    private final Page page;
    private final Downloads downloads;
    private final UploadRoutes uploads;

    LinkRoutes(
            LinkPlan plan, LinkTerms terms, Visitors visitors, Shelf shelf, Downloads downloads, UploadRoutes uploads) {
        this.plan = plan;
        this.wrongTokens = new WrongTokens(System::nanoTime);
        this.terms = terms;
        this.gate = terms.gate();
        this.visitors = visitors;
        this.life = terms.life();
        this.shelf = shelf;
        this.page = new Page(plan, terms);
        this.downloads = downloads;
        this.uploads = uploads;
    }

    private static Response resource(String name, String type) {
        return Answers.bytes(HttpStatus.SC_OK, type, Page.resource(name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        InetAddress from = exchange.from().getAddress();
        if (wrongTokens.isShutOut(from)) {
            throw new IOException("somebody tries out tokens");
        }
        Asked asked = Asked.of(exchange);
        if (!LinkToken.same(plan.token(), asked.token())) {
            wrongTokens.wrong(from, asked.token());
            exchange.answer(Answers.notFound());
            return;
        }
        asked.requireOurHost();
        if (terms.isOpenToAll(exchange)) {
            exchange.answer(Answers.seeOther("https://" + asked.host() + "/" + plan.token() + "/"));
        } else if (!asked.reads() && !asked.posts()) {
            exchange.answer(Answers.with(Answers.text(405, "Not allowed"), "Allow", "GET, HEAD, POST"));
        } else if (asked.parts().isEmpty()) {
            exchange.answer(Answers.seeOther("/" + plan.token() + "/"));
        } else if (RESOURCES.containsKey(asked.part(0)) && asked.reads()) {
            exchange.answer(RESOURCES.get(asked.part(0)));
        } else {
            answer(asked);
        }
    }

    @Override
    public void refuse(HttpExchange exchange, HttpStatusException refused) throws IOException {
        exchange.answer(Answers.text(refused.status(), refused.getMessage()));
    }

    private void answer(Asked asked) throws IOException {
        HttpExchange exchange = asked.exchange();
        String agent = exchange.header("User-Agent").orElse("");
        Visitor visitor = visitors.of(exchange.from().getAddress(), agent, asked.cookie(VISITOR));
        if (visitor.sentAway()) {
            exchange.answer(Answers.text(403, asked.texts().of("sentaway")));
            return;
        }
        if (!asked.part(0).equals("events")) {
            life.asked();
        }
        if (!gate.isOpenTo(asked.cookie(PASS))) {
            ask(asked);
            return;
        }
        String what = asked.part(0);
        if (asked.reads()) {
            switch (what) {
                case "" -> page(asked, visitor);
                case "list" -> list(asked);
                case "f" -> downloads.file(asked.part(1), visitor, exchange);
                case "zip" -> downloads.zip(visitor, exchange);
                case "events", "piece" -> uploads.get(asked, visitor);
                default -> exchange.answer(Answers.notFound());
            }
        } else if (what.equals("pin")) {
            exchange.answer(Answers.seeOther("./"));
        } else {
            asked.requireOurPage();
            uploads.post(asked, visitor);
        }
    }

    private void page(Asked asked, Visitor visitor) throws IOException {
        Response html = Answers.html(HttpStatus.SC_OK, page.files(shelf.files(), asked.texts()));
        asked.exchange().answer(cookie(html, VISITOR, visitor.id()));
    }

    /** The parts of the page that change when more is offered. */
    private void list(Asked asked) throws IOException {
        SharedFiles files = shelf.files();
        asked.exchange()
                .answer(Answers.html(
                        HttpStatus.SC_OK,
                        "<div>" + page.all(files, asked.texts()) + "</div><ul>" + page.list(files) + "</ul>"));
    }

    /** Lets nobody further without the PIN. */
    private void ask(Asked asked) throws IOException {
        HttpExchange exchange = asked.exchange();
        InetAddress from = exchange.from().getAddress();
        PageTexts texts = asked.texts();
        if (asked.posts() && asked.part(0).equals("pin")) {
            PinGate.Verdict verdict = gate.attempt(from, Asked.field(form(exchange), "pin"));
            if (verdict instanceof PinGate.Verdict.Right right) {
                exchange.answer(cookie(Answers.seeOther("./"), PASS, right.pass()));
            } else if (verdict instanceof PinGate.Verdict.Wait wait) {
                exchange.answer(wait(wait.seconds(), texts));
            } else {
                exchange.answer(Answers.html(HttpStatus.SC_FORBIDDEN, page.pin(texts, texts.of("pin.wrong"))));
            }
            return;
        }
        long seconds = gate.secondsToWait(from);
        if (seconds > 0) {
            exchange.answer(wait(seconds, texts));
        } else if (asked.reads() && asked.part(0).isEmpty()) {
            exchange.answer(Answers.html(HttpStatus.SC_OK, page.pin(texts, "")));
        } else {
            exchange.answer(Answers.text(HttpStatus.SC_FORBIDDEN, "PIN required"));
        }
    }

    private Response wait(long seconds, PageTexts texts) {
        Response page = Answers.html(429, this.page.pin(texts, texts.of("pin.wait", seconds)));
        return Answers.with(page, "Retry-After", Long.toString(seconds));
    }

    private static String form(HttpExchange exchange) throws IOException {
        try (PacedBody body = exchange.pacedBody()) {
            return new String(new BoundedBody(body, LONGEST_FORM).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Response cookie(Response response, String name, String value) {
        // A code that is scanned opens the page from another site: "Strict" would keep the cookie back then.
        return Answers.with(
                response,
                "Set-Cookie",
                name + "=" + value + "; Path=/" + plan.token() + "/; HttpOnly; SameSite=Lax"
                        + (terms.isEncrypted() ? "; Secure" : ""));
    }
}

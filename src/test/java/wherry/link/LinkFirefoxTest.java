package wherry.link;

import java.io.IOException;
import java.nio.file.Path;

class LinkFirefoxTest extends DrivenBrowserContract {
    @Override
    DrivenBrowser start(Path home) throws IOException {
        return Firefox.start(home);
    }
}

package wherry.link;

import java.io.IOException;
import java.nio.file.Path;

class LinkChromiumTest extends DrivenBrowserContract {
    @Override
    DrivenBrowser start(Path home) throws IOException {
        return Chromium.start(home);
    }
}

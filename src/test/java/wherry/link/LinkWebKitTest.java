package wherry.link;

import java.io.IOException;
import java.nio.file.Path;

class LinkWebKitTest extends DrivenBrowserContract {
    @Override
    DrivenBrowser start(Path home) throws IOException {
        return WebKit.start(home);
    }
}

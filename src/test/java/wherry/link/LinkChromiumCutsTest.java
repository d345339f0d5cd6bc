package wherry.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class LinkChromiumCutsTest extends CutsContract {
    @Override
    DrivenBrowser start(Path home) throws IOException {
        return Chromium.start(home);
    }

    @Override
    List<CutLoad> loads() {
        return List.of(CutLoad.values());
    }
}

package wherry.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class LinkWebKitCutsTest extends CutsContract {
    @Override
    DrivenBrowser start(Path home) throws IOException {
        return WebKit.start(home);
    }

    @Override
    List<CutLoad> loads() {
        return List.of(CutLoad.THOUSAND_FILES, CutLoad.FOLDER, CutLoad.LARGE_EACH_WAY);
    }
}

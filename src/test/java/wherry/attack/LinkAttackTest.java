package wherry.attack;

import java.io.IOException;
import java.nio.file.Path;

/** The page for browsers is attacked, while somebody takes a file from it. */
class LinkAttackTest extends AttackContract {
    private Path file;

    LinkAttackTest() {
        super(Attack.ofLinks());
    }

    @Override
    Victim victim(Path folder) throws IOException {
        file = HonestPeer.make(folder.resolve("file"), MIB);
        return Victim.link(folder, file);
    }

    @Override
    Honest honest(Path folder) {
        return new LinkVisitor(file);
    }
}

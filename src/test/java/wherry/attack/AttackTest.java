package wherry.attack;

import java.io.IOException;
import java.nio.file.Path;

/** A receiver is attacked, while an honest peer sends to it. */
class AttackTest extends AttackContract {
    AttackTest() {
        super(Attack.single());
    }

    @Override
    Victim victim(Path folder) throws IOException {
        return Victim.start(folder);
    }

    @Override
    Honest honest(Path folder) throws IOException {
        return new HonestPeer(folder.resolve("honest"), MIB);
    }
}

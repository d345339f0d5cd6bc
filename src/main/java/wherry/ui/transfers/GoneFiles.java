package wherry.ui.transfers;

import java.awt.EventQueue;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Transfer;
import wherry.ui.widgets.Messages;

/** Says of what was received whether it is gone. Event thread; looks at the disk in the background. */
final class GoneFiles {
    private final TransfersModel model;
    private final Executor disk;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Set<String> gone = new HashSet<>();

    /** @param disk may take its time: a file may be on a network drive that does not answer */
    GoneFiles(TransfersModel model, Executor disk) {
        this.model = model;
        this.disk = disk;
    }

    /** Looks at all that is listed and has been received. */
    void look() {
        List<Transfer> received = model.all().stream()
                .filter(transfer -> transfer.direction() == Direction.RECEIVING
                        && transfer.savedAs().isPresent()
                        && (gone.contains(transfer.id())
                                || model.remark(transfer.id()).isEmpty()))
                .toList();
        if (received.isEmpty() || !looking.compareAndSet(false, true)) {
            return;
        }
        disk.execute(() -> {
            Set<Transfer> missing = new HashSet<>();
            for (Transfer transfer : received) {
                if (!isThere(transfer)) {
                    missing.add(transfer);
                }
            }
            looking.set(false);
            EventQueue.invokeLater(() -> received.forEach(transfer -> say(transfer, missing.contains(transfer))));
        });
    }

    private boolean isThere(Transfer transfer) {
        Optional<FileList> files = model.files.of(transfer.id());
        List<Path> paths = files.filter(list -> list.size() > 0)
                .map(list -> list.path(0).stream().toList())
                .filter(first -> !first.isEmpty())
                .orElseGet(() -> List.of(transfer.savedAs().orElseThrow()));
        return Files.exists(paths.get(0), LinkOption.NOFOLLOW_LINKS);
    }

    private void say(Transfer transfer, boolean isGone) {
        if (isGone && gone.add(transfer.id())) {
            model.remark(transfer.id(), Messages.of("transfer.goneFile", name(transfer)));
        } else if (!isGone && gone.remove(transfer.id())) {
            model.remark(transfer.id(), "");
        }
    }

    private String name(Transfer transfer) {
        return model.files
                .of(transfer.id())
                .filter(list -> list.size() > 0)
                .flatMap(list -> list.path(0))
                .map(DisplayText::escape)
                .orElseGet(() -> DisplayText.escape(transfer.savedAs().orElseThrow()));
    }
}

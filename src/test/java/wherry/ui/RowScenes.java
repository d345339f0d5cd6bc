package wherry.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Transfers of all kinds for a window to show. */
final class RowScenes {
    private static final Path FOLDER = Path.of("/home/fox/Downloads/Wherry");

    private RowScenes() {}

    static Transfer transfer(
            String id,
            Direction direction,
            String title,
            String peer,
            int files,
            long bytes,
            TransferState state,
            String sentence,
            Instant at) {
        boolean saved = direction == Direction.RECEIVING && state == TransferState.DONE;
        return new Transfer(
                id,
                direction,
                title,
                peer,
                files,
                state == TransferState.MOVING ? files * 2 / 3 : files,
                bytes,
                state == TransferState.MOVING ? bytes * 63 / 100 : bytes,
                state == TransferState.MOVING ? 88e6 : 0,
                state,
                sentence,
                saved ? Optional.of(files > 1 ? FOLDER : FOLDER.resolve(title)) : Optional.empty(),
                at,
                "localsend",
                Optional.of(new Security.Verified("AB".repeat(32))));
    }

    /** One of each, with names in several scripts. */
    static List<Event> rows() {
        Instant now = Instant.now();
        Instant yesterday = now.minus(1, ChronoUnit.DAYS);
        List<Event> events = new ArrayList<>();
        add(
                events,
                transfer("y", Direction.RECEIVING, "minutes.odt", "NAS", 1, 48_211, TransferState.DONE, "", yesterday));
        for (int i = 0; i < 4; i++) {
            String name = "IMG_20" + (10 + i) + ".jpg";
            Instant at = now.minus(8, ChronoUnit.MINUTES).plusSeconds(i);
            add(
                    events,
                    transfer(
                            "g" + i,
                            Direction.RECEIVING,
                            name,
                            "Anna\u2019s phone",
                            1,
                            2_400_000,
                            TransferState.DONE,
                            "",
                            at));
        }
        add(
                events,
                transfer(
                        "a",
                        Direction.RECEIVING,
                        "\u0635\u0648\u0631 \u0627\u0644\u0639\u0637\u0644\u0629 \uD83C\uDFD6\uFE0F.zip",
                        "\u0645\u0631\u062D\u0628\u0627",
                        1,
                        88_000_000,
                        TransferState.DONE,
                        "Saved in " + FOLDER + ".",
                        now.minus(6, ChronoUnit.MINUTES)));
        add(
                events,
                transfer(
                        "l",
                        Direction.SENDING,
                        "A very long name that somebody gave to a picture of a boat on the river Thames.tar.gz, notes.txt and 2 more",
                        "Ein ganz au\u00DFerordentlich langer Name eines Rechners im dritten St",
                        4,
                        812_000_000,
                        TransferState.DONE,
                        "Delivered.",
                        now.minus(5, ChronoUnit.MINUTES)));
        failed(events, now.minus(4, ChronoUnit.MINUTES));
        moving(events, now);
        log(events);
        return events;
    }

    private static void log(List<Event> events) {
        events.add(new Event.PeersChanged(List.of(
                Scenes.verified("Bright Otter", "10.0.0.3", "AB".repeat(32)),
                Scenes.here("\u0645\u0631\u062D\u0628\u0627 \u0928\u092E\u0938\u094D\u0924\u0947", "10.0.0.4"))));
        events.add(new Event.Logged(
                Instant.now(),
                "Received \"{\"alias\":\"Bright Otter\",\"fingerprint\":\"ABAB\"}\" from 10.0.0.3:54321",
                Event.Logged.Tone.DATAGRAM));
        events.add(Event.Logged.now("Received \"hello world\" from 192.168.1.31:40112"));
        events.add(Event.Logged.now("Connect from 192.168.1.31:49152"));
        events.add(Event.Logged.done(
                "Sent holiday, notes.txt, boat.jpg and 2 more (14 files) to Bright Otter: delivered."));
        events.add(Event.Logged.trouble(
                "Sending report.pdf, beach.jpg, boat.jpg to Bright Otter: The other side broke off the connection."));
        events.add(Event.Logged.now(
                "Uploading \u0635\u0648\u0631 \u0627\u0644\u0639\u0637\u0644\u0629.zip (88 000 000 bytes)"));
    }

    private static void failed(List<Event> events, Instant at) {
        List<OfferedFile> files = List.of(
                new OfferedFile("report.pdf", 1_200_000),
                new OfferedFile("beach.jpg", 2_100_000),
                new OfferedFile("boat.jpg", 2_000_000));
        List<Path> sources =
                files.stream().map(file -> Path.of("/home/fox", file.name())).toList();
        Transfer failed = transfer(
                "f",
                Direction.SENDING,
                "report.pdf, beach.jpg, boat.jpg",
                "Bright Otter",
                3,
                5_300_000,
                TransferState.FAILED,
                "1 of 3 files were not delivered. The other side broke off the connection. What arrived in part is kept there: sent again, it goes on from there.",
                at);
        add(events, failed);
        events.add(0, new Event.FilesListed("f", files, sources, sources));
        events.add(1, new Event.FileEnded("f", sources.get(0), TransferState.DONE, ""));
        events.add(
                2,
                new Event.FileEnded(
                        "f", sources.get(1), TransferState.FAILED, "The other side broke off the connection."));
        events.add(3, new Event.FileEnded("f", sources.get(2), TransferState.DONE, ""));
    }

    private static void moving(List<Event> events, Instant at) {
        List<OfferedFile> files = IntStream.range(0, 12)
                .mapToObj(i -> new OfferedFile("holiday/IMG_20" + (10 + i) + ".jpg", 4_000_000L + i * 99_999L))
                .toList();
        events.add(0, new Event.FilesListed("m", files, List.of(), List.of()));
        for (int i = 0; i < 8; i++) {
            events.add(
                    1,
                    new Event.FileSaved(
                            "m",
                            files.get(i).name(),
                            FOLDER.resolve(files.get(i).name()),
                            Event.FileEnded.Contents.SENT));
        }
        add(
                events,
                transfer(
                        "m",
                        Direction.RECEIVING,
                        "holiday",
                        "Anna\u2019s phone",
                        12,
                        48_000_000,
                        TransferState.MOVING,
                        "",
                        at));
    }

    private static void add(List<Event> events, Transfer transfer) {
        events.add(new Event.TransferChanged(transfer));
    }
}

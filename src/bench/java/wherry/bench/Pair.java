package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Two warm processes that stay for all rounds. */
record Pair(String name, SenderProcess sender, ReceiverProcess receiver) implements Contender {
    @Override
    public Sample run(Path file) throws IOException {
        receiver.discard();
        double senderCpu = sender.process().cpuSeconds();
        double receiverCpu = receiver.process().cpuSeconds();
        long begun = System.nanoTime();
        double firstByte = sender.send(file, receiver.address());
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Sample(
                seconds,
                sender.process().cpuSeconds() - senderCpu,
                receiver.process().cpuSeconds() - receiverCpu,
                firstByte);
    }

    @Override
    public String senderPeak() throws IOException {
        return Long.toString(sender.process().peakMebibytes());
    }

    @Override
    public String receiverPeak() throws IOException {
        return Long.toString(receiver.process().peakMebibytes());
    }

    @Override
    public void close() throws InterruptedException {
        sender.process().stop();
        receiver.process().stop();
    }
}

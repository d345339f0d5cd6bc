package wherry.protocol.homebrew;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wherry.transfer.Answer;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/**
 * Waits for the answer to an offer and watches the sender meanwhile: a reset, or an end of stream before all declared
 * bytes have come, takes the question away. To see an end of stream it has to read ahead, into memory and no further
 * than 64 KiB.
 */
final class SenderWatch {
    static final int READ_AHEAD = 64 << 10;

    private static final long LOOK_EVERY_MILLIS = 100;

    private final SocketChannel channel;
    private final long declared;
    private ByteBuffer received;
    private boolean ended;

    /** Starts from the contents that {@code received} holds between position and limit. */
    SenderWatch(SocketChannel channel, ByteBuffer received, long declared) {
        this.channel = channel;
        this.received = received;
        this.declared = declared;
    }

    /** The contents that have come so far, ready to be read. */
    ByteBuffer received() {
        return received;
    }

    /**
     * Returns the answer.
     *
     * @throws SenderGaveUpException the sender is gone; the question has been cancelled
     * @throws ClosedChannelException the connection was closed by us; the question has been cancelled
     */
    Answer await(CompletableFuture<Answer> answer) throws IOException {
        if (!answer.isDone()) {
            watch(answer);
        }
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new ProtocolException(Sentences.of("failure.internal"), failure);
        }
    }

    private void watch(CompletableFuture<Answer> answer) throws IOException {
        ByteBuffer ahead = ByteBuffer.allocate((int) Math.max(received.remaining(), Math.min(READ_AHEAD, declared)));
        ahead.put(received);
        try {
            watch(answer, ahead);
        } catch (ClosedChannelException | CancelledKeyException closedHere) {
            answer.cancel(false);
            throw new ClosedChannelException();
        } catch (IOException gone) {
            answer.cancel(false);
            throw new SenderGaveUpException();
        } finally {
            received = ahead.flip();
        }
        channel.configureBlocking(true);
    }

    private void watch(CompletableFuture<Answer> answer, ByteBuffer ahead) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            CompletableFuture<Answer> waking = answer.whenComplete((given, failure) -> selector.wakeup());
            while (!waking.isDone()) {
                if (ended || !ahead.hasRemaining()) {
                    lookForReset(selector, key, waking);
                } else {
                    selector.select(LOOK_EVERY_MILLIS);
                    readAhead(ahead);
                }
            }
        }
    }

    private void readAhead(ByteBuffer ahead) throws IOException {
        int n = channel.read(ahead);
        if (n < 0) {
            if (ahead.position() < declared) {
                throw new SenderGaveUpException();
            }
            // Complete and closed: what a sender of 2009 does at once. The question stays.
            ended = true;
        }
    }

    /**
     * Nothing more may be read, so a reset does not show as a failing read. It does show as an error condition, which
     * selectors report for whatever operation is asked for; and connecting is the one operation that is never ready on
     * a healthy connection.
     */
    private static void lookForReset(Selector selector, SelectionKey key, CompletableFuture<Answer> answer)
            throws IOException {
        key.interestOps(SelectionKey.OP_CONNECT);
        if (selector.selectNow() > 0) {
            throw new SenderGaveUpException();
        }
        try {
            answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notYet) {
            // The caller looks at the answer itself.
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}

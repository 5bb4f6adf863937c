package io.soma.memory.gateway.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that tells whether its peer is still there while a request is handled, when Jetty
 * does not read. Bytes that were read for that question are kept, and Jetty gets them first: they
 * are the beginning of a pipelined request, or TLS records. One lock keeps both readers apart.
 */
final class PeekableEndPoint extends SocketChannelEndPoint {

  /** With more than this sent ahead, the end of the connection behind it is not seen. */
  private static final int MAX_AHEAD = 4096;

  private final Object reading = new Object();
  private final Executor executor;
  private final ConnectionWatch watch;
  private final InetAddress peer;
  private volatile long bytesIn;
  private ByteBuffer ahead = BufferUtil.EMPTY_BUFFER;

  PeekableEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor,
      ConnectionWatch watch) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
    this.watch = watch;
    this.peer = PeerAddress.of(getRemoteSocketAddress());
  }

  /** From where it comes, as far as limits tell peers apart. */
  InetAddress peer() {
    return peer;
  }

  /** How much has been handed to Jetty; only changes of it mean anything. */
  long bytesIn() {
    return bytesIn;
  }

  @Override
  public void onOpen() {
    super.onOpen();
    watch.opened(this);
  }

  @Override
  public void onClose(@Nullable Throwable failure) {
    watch.closed(this);
    super.onClose(failure);
  }

  /** The connection below, where there is TLS above it. */
  static PeekableEndPoint of(EndPoint endPoint) {
    return (PeekableEndPoint)
        (endPoint instanceof EndPoint.Wrapper wrapper ? wrapper.unwrap() : endPoint);
  }

  /**
   * Whether the peer has closed its side of the connection, or the connection is broken. A peer
   * that closed its sending side alone and still reads looks the same on the wire, and counts as
   * gone. While Jetty itself waits for bytes, it sees the end by itself, and this is false.
   */
  boolean isPeerGone() {
    synchronized (reading) {
      if (isFillInterested()) {
        return false;
      }
      return !isOpen() || isInputShutdown() || readAhead() < 0;
    }
  }

  @Override
  public int fill(ByteBuffer buffer) {
    if (isInputShutdown()) {
      return -1;
    }
    int filled = read(buffer);
    if (filled > 0) {
      // One thread fills at a time.
      bytesIn = bytesIn + filled;
      notIdle();
    } else if (filled < 0) {
      shutdownInput();
    }
    return filled;
  }

  // The selector does not report bytes that have been read already. The interest is registered
  // before this is called, so that a look either came before this or does not read.
  @Override
  protected void needsFillInterest() {
    boolean there;
    synchronized (reading) {
      there = ahead.hasRemaining();
    }
    if (there) {
      executor.execute(() -> getFillInterest().fillable());
    } else {
      super.needsFillInterest();
    }
  }

  private int read(ByteBuffer buffer) {
    synchronized (reading) {
      if (ahead.hasRemaining()) {
        return BufferUtil.append(buffer, ahead);
      }
      ahead = BufferUtil.EMPTY_BUFFER;
      return readInto(buffer);
    }
  }

  private int readAhead() {
    if (ahead == BufferUtil.EMPTY_BUFFER) {
      ahead = BufferUtil.allocate(MAX_AHEAD);
    }
    int read = readInto(ahead);
    while (read > 0) {
      read = readInto(ahead);
    }
    if (!ahead.hasRemaining()) {
      ahead = BufferUtil.EMPTY_BUFFER;
    }
    return read;
  }

  private int readInto(ByteBuffer buffer) {
    int position = BufferUtil.flipToFill(buffer);
    try {
      return getChannel().read(buffer);
    } catch (IOException e) {
      // A reset is one way for a peer to be gone.
      return -1;
    } finally {
      BufferUtil.flipToFlush(buffer, position);
    }
  }
}

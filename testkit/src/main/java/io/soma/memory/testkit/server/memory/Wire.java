package io.soma.memory.testkit.server.memory;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One accepted connection. Reads and writes are for its own thread, closing for any. */
final class Wire implements Closeable {
  private static final int LOOK_EVERY_MILLIS = 20;
  private static final int LINGER_MILLIS = 1_000;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final WireInput input;
  private final OutputStream output;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    input = new WireInput(socket.getInputStream());
    output = socket.getOutputStream();
  }

  WireInput input() {
    return input;
  }

  /** Lets a client that asked first send its body. */
  void sendContinue() throws IOException {
    output.write(CONTINUE);
  }

  /** Sends all in one write. */
  void send(byte[] bytes) throws IOException {
    output.write(bytes);
  }

  void send(byte[] bytes, int from, int count) throws IOException {
    output.write(bytes, from, count);
  }

  /**
   * Sends an answer to a request that was not read to its end. Closing at once would reset the
   * connection, and the answer with it.
   */
  void sendLast(byte[] bytes) throws IOException {
    output.write(bytes);
    socket.shutdownOutput();
    socket.setSoTimeout(LINGER_MILLIS);
    input.discard();
  }

  /** Waits; false when the peer closed before it was over. */
  boolean peerStaysUntil(BooleanSupplier over) throws IOException {
    socket.setSoTimeout(LOOK_EVERY_MILLIS);
    while (!over.getAsBoolean()) {
      try {
        if (!input.fill()) {
          return false;
        }
      } catch (SocketTimeoutException e) {
        // Silence: the peer is still there.
      }
    }
    socket.setSoTimeout(0);
    return true;
  }

  /** Whether the peer has closed by now. */
  boolean peerHasClosed() throws IOException {
    int usual = socket.getSoTimeout();
    socket.setSoTimeout(1);
    try {
      return !input.fill();
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(usual);
    }
  }

  /** Waits; closing the service ends the wait with the exception. */
  static void pause(Duration time) throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the service stopped");
    }
  }

  /** Ends the connection with a TCP reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already.
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to save.
    }
  }
}

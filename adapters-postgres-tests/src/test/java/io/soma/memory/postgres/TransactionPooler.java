package io.soma.memory.postgres;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A pooler in transaction mode, like PgBouncer: the transactions of all clients share one server
 * connection, and a session's settings and prepared statements stay on it for the next client.
 */
final class TransactionPooler implements AutoCloseable {

  private static final int STARTUP = 196_608;
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private static final int NOT_A_PROCESS = 1_000_000_007;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ConcurrentLinkedQueue<Closeable> open = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<Link> resting = new LinkedBlockingQueue<>();
  private final int serverPort;
  private byte[] greeting = {};

  private TransactionPooler(int serverPort) throws IOException {
    this.serverPort = serverPort;
  }

  /** In front of a server on loopback that asks for no password. */
  static TransactionPooler inFrontOf(int serverPort) throws IOException {
    TransactionPooler pooler = new TransactionPooler(serverPort);
    start(pooler::accept);
    return pooler;
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Link client = link(door.accept());
      start(() -> serve(client));
    }
  }

  private void serve(Link client) throws IOException, InterruptedException {
    byte[] startup = startupOf(client);
    connectToServer(startup);
    client.send('R', new byte[4]);
    client.out.write(greeting);
    client.out.write(keyData());
    client.send('Z', new byte[] {'I'});
    while (true) {
      transact(client);
    }
  }

  private void transact(Link client) throws IOException, InterruptedException {
    Message first = client.read();
    if (first.type == 'X') {
      throw new IOException("the client leaves");
    }
    Link server = resting.take();
    server.send(first);
    boolean answers = first.isAnswered();
    while (!answers || !isOver(server, client)) {
      Message next = client.read();
      server.send(next);
      answers = next.isAnswered();
    }
    resting.add(server);
  }

  /** Passes an answer on, and says whether the transaction ended with it. */
  private static boolean isOver(Link server, Link client) throws IOException {
    while (true) {
      Message message = server.read();
      client.send(message);
      if (message.type == 'Z') {
        return message.body[0] == 'I';
      }
    }
  }

  private synchronized void connectToServer(byte[] startup) throws IOException {
    if (greeting.length > 0) {
      return;
    }
    Link server = link(new Socket(InetAddress.getLoopbackAddress(), serverPort));
    server.out.write(startup);
    ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    for (Message each = server.read(); each.type != 'Z'; each = server.read()) {
      if (each.type == 'S') {
        new Link(parameters).send(each);
      }
    }
    greeting = parameters.toByteArray();
    resting.add(server);
  }

  private static byte[] keyData() throws IOException {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(key);
    out.writeByte('K');
    out.writeInt(12);
    out.writeInt(NOT_A_PROCESS);
    out.writeInt(1);
    return key.toByteArray();
  }

  /** The client's first message, as it goes on to the server. */
  private static byte[] startupOf(Link client) throws IOException {
    while (true) {
      int length = client.in.readInt();
      int code = client.in.readInt();
      if (code == SSL_REQUEST || code == GSS_REQUEST) {
        client.out.write('N');
        continue;
      }
      if (code != STARTUP) {
        throw new IOException("not served: " + code);
      }
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(whole);
      out.writeInt(length);
      out.writeInt(code);
      out.write(client.in.readNBytes(length - 8));
      return whole.toByteArray();
    }
  }

  private Link link(Socket socket) throws IOException {
    open.add(socket);
    socket.setTcpNoDelay(true);
    return new Link(
        new DataInputStream(socket.getInputStream()),
        new DataOutputStream(socket.getOutputStream()));
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException e) {
                // The client or the test is done.
              }
            },
            "transaction-pooler");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Closeable each : open) {
      each.close();
    }
  }

  private record Message(char type, byte[] body) {

    boolean isAnswered() {
      return type == 'Q' || type == 'S';
    }
  }

  private record Link(DataInputStream in, DataOutputStream out) {

    /** For writing alone. */
    Link(ByteArrayOutputStream out) {
      this(new DataInputStream(DataInputStream.nullInputStream()), new DataOutputStream(out));
    }

    Message read() throws IOException {
      char type = (char) in.readUnsignedByte();
      return new Message(type, in.readNBytes(in.readInt() - 4));
    }

    void send(Message message) throws IOException {
      send(message.type, message.body);
    }

    void send(char type, byte[] body) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      DataOutputStream message = new DataOutputStream(whole);
      message.writeByte(type);
      message.writeInt(body.length + 4);
      message.write(body);
      out.write(whole.toByteArray());
      out.flush();
    }
  }
}

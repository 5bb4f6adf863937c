package io.soma.memory.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request with the same bytes, valid HTTP or not. */
final class CannedServer implements AutoCloseable {

  /** Writes an answer, or the beginning of one. */
  interface UnjudgedAnswer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket listener;
  private final UnjudgedAnswer answer;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private CannedServer(ServerSocket listener, UnjudgedAnswer answer) {
    this.listener = listener;
    this.answer = answer;
  }

  static CannedServer start(UnjudgedAnswer answer) throws IOException {
    CannedServer server =
        new CannedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    server.inBackground(server::accept);
    return server;
  }

  static CannedServer answering(int status, String headers, String body) throws IOException {
    byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 " + status + " X\r\nContent-Length: " + utf8.length + "\r\n" + headers + "\r\n";
    return start(
        out -> {
          out.write(head.getBytes(StandardCharsets.ISO_8859_1));
          out.write(utf8);
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  RetrofitMemoryService client() {
    return RetrofitMemoryService.create(HttpConfig.of(url(), "canned-token"));
  }

  /** Head and body of each request, as they came. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = listener.accept();
      sockets.add(socket);
      connections.incrementAndGet();
      inBackground(() -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        requests.add(head + new String(in.readNBytes(length(head)), StandardCharsets.UTF_8));
        answer.write(socket.getOutputStream());
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.append((char) b);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
        .findFirst()
        .orElse(0);
  }

  private interface Work {
    void run() throws IOException;
  }

  private void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The client hung up, or the test is over.
              }
            },
            "canned-server");
    thread.setDaemon(true);
    thread.start();
  }
}

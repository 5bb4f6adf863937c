package io.soma.memory.gateway.server;

import io.soma.memory.app.config.TlsSettings;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Logs;
import io.soma.memory.supervision.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;

/**
 * One port that speaks HTTP/1.1. Bodies are read and answers written without a thread that waits,
 * so that a few threads serve every connection and a slow client holds none of them.
 */
public final class HttpListener implements AutoCloseable {

  private static final Logger LOG = Logs.of(HttpListener.class);

  private static final int MAX_THREADS = 32;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int ACCEPT_QUEUE = 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Kept connections without a request end at once with the listener. */
  private static final Duration IDLE_AT_THE_END = Duration.ofMillis(100);

  private static final Duration CONNECTIONS_EVERY = Duration.ofSeconds(1);
  private static final Duration CALLERS_EVERY = Duration.ofMillis(250);

  private final Server server;
  private final ServerConnector connector;
  private final ListenerConfig config;
  private final Routes routes;
  private final ConnectionWatch watch;
  private final CallerWatch callers = new CallerWatch(MonotonicClock.SYSTEM);
  private final Supervisor supervisor;
  private final List<BackgroundLoop> loops = new CopyOnWriteArrayList<>();

  private HttpListener(
      ListenerConfig config, Routes routes, Supervisor supervisor, IntConsumer answered) {
    this.config = config;
    this.routes = routes;
    this.supervisor = supervisor;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
    threads.setName(config.name());
    threads.setDaemon(true);
    this.server = new Server(threads);
    this.watch =
        new ConnectionWatch(
            MonotonicClock.SYSTEM, config.maxConnections(), config.requestTimeout());
    this.connector = new PeekingConnector(server, watch, factories(config));
    connector.setHost(config.address().host());
    connector.setPort(config.address().port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(config.maxConnections(), connector));
    server.setHandler(
        new DrainingHandler(
            new RequestHandler(routes, config.acceptedHosts(), watch, callers, answered)));
    server.setErrorHandler(new JsonErrors());
    server.setStopTimeout(config.stopTimeout().toMillis());
  }

  /**
   * Listens from now on.
   *
   * @throws ListenFailedException if the port is taken, or the key is not usable
   */
  public static HttpListener start(ListenerConfig config, Routes routes, Supervisor supervisor) {
    return start(config, routes, supervisor, unused -> {});
  }

  /**
   * The same.
   *
   * @param answered is told the status of each answer
   */
  public static HttpListener start(
      ListenerConfig config, Routes routes, Supervisor supervisor, IntConsumer answered) {
    HttpListener listener = new HttpListener(config, routes, supervisor, answered);
    try {
      listener.server.start();
    } catch (Exception e) {
      listener.close();
      throw new ListenFailedException(config, e);
    }
    listener.every(CONNECTIONS_EVERY, "watch over connections", listener.watch::look);
    listener.every(CALLERS_EVERY, "see which callers have left", listener.callers::look);
    return listener;
  }

  /** Where it listens; useful where any free port was asked for. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Method and path of each route, such as {@code GET /memories/*}. */
  public List<String> routes() {
    return routes.names();
  }

  /**
   * Runs a task every second until this is closed, and never twice at once.
   *
   * @param what the task's purpose, to follow "could not" in the log
   */
  public void everySecond(String what, Runnable task) {
    every(Duration.ofSeconds(1), what, task);
  }

  /** Accepts no new connections, completes the requests in progress, closes all connections. */
  @Override
  public void close() {
    supervisor.close(loops);
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // Requests that exceeded their time were cut off, as intended.
      LOG.atWarn().addKeyValue("address", config.address()).log("closed before all was answered");
      LOG.debug("closing failed", e);
    }
  }

  private void every(Duration pause, String what, Runnable task) {
    loops.add(supervisor.repeat(what + " of " + config.name(), pause, task));
  }

  private static ConnectionFactory[] factories(ListenerConfig config) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Beyond Jetty's default, a line must not end with a line feed alone.
    http.setHttpCompliance(HttpCompliance.STRICT);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    return config
        .tls()
        .map(tls -> new ConnectionFactory[] {secured(tls, plain), plain})
        .orElseGet(() -> new ConnectionFactory[] {plain});
  }

  private static SslConnectionFactory secured(TlsSettings tls, HttpConnectionFactory plain) {
    SslContextFactory.Server ssl = new SslContextFactory.Server();
    ssl.setKeyStorePath(tls.keystore().toString());
    ssl.setKeyStoreType("PKCS12");
    ssl.setKeyStorePassword(tls.password());
    return new SslConnectionFactory(ssl, plain.getProtocol());
  }
}

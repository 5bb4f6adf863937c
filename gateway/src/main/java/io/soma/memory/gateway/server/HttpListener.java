package io.soma.memory.gateway.server;

import io.soma.memory.app.config.TlsSettings;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
import org.slf4j.LoggerFactory;

/**
 * One port that speaks HTTP/1.1. Bodies are read and answers written without a thread that waits,
 * so that a few threads serve every connection and a slow client holds none of them.
 */
public final class HttpListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

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
  private final ConnectionWatch watch;
  private final CallerWatch callers = new CallerWatch(MonotonicClock.SYSTEM);
  private final QueuedThreadPool threads;

  private HttpListener(ListenerConfig config, Routes routes) {
    this.config = config;
    this.threads = new QueuedThreadPool(MAX_THREADS, 4);
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
        new DrainingHandler(new RequestHandler(routes, config.acceptedHosts(), watch, callers)));
    server.setErrorHandler(new JsonErrors());
    server.setStopTimeout(config.stopTimeout().toMillis());
  }

  /**
   * Listens from now on.
   *
   * @throws ListenFailedException if the port is taken, or the key is not usable
   */
  public static HttpListener start(ListenerConfig config, Routes routes) {
    HttpListener listener = new HttpListener(config, routes);
    try {
      listener.server.start();
    } catch (Exception e) {
      listener.close();
      throw new ListenFailedException(config, e);
    }
    listener.every(CONNECTIONS_EVERY, listener.watch::look);
    listener.every(CALLERS_EVERY, listener.callers::look);
    return listener;
  }

  /** Where it listens; useful where any free port was asked for. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Runs a task every second, on a thread of this listener and never twice at once. */
  public void everySecond(Runnable task) {
    every(Duration.ofSeconds(1), task);
  }

  /** Lets nobody in, lets requests under way be answered, closes every connection. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // Requests that outlived their time were cut off, which is what was to be had.
      LOG.atWarn().addKeyValue("address", config.address()).log("closed before all was answered");
      LOG.debug("closing failed", e);
    }
  }

  // One that fails is run again: the thread pool logs what it threw.
  private void every(Duration pause, Runnable task) {
    Runnable again =
        () -> {
          try {
            task.run();
          } finally {
            every(pause, task);
          }
        };
    if (connector.isRunning()) {
      var unused =
          connector
              .getScheduler()
              .schedule(() -> threads.execute(again), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
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

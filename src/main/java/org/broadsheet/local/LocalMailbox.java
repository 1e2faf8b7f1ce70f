package org.broadsheet.local;

import java.net.InetAddress;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on loopback that delivers everything into one folder, whoever it is for. */
public final class LocalMailbox implements AutoCloseable {
    private static final int LARGEST = 5 * 1024 * 1024;

    private final SMTPServer server;

    public LocalMailbox(MailFolder folder, int port) {
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Broadsheet local mailbox")
                .maxMessageSize(LARGEST)
                .messageHandler((context, from, to, mail) -> folder.deliver(mail))
                .build();
    }

    public void start() {
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }
}

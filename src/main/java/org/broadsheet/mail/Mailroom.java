package org.broadsheet.mail;

import java.util.HashMap;
import java.util.UUID;
import org.broadsheet.publication.Publication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Takes messages. What is handed in within a transaction is sent if, and only if, that transaction commits. */
@Service
public class Mailroom {
    static final String PLAIN_TEXT = "mail/text/";

    private final Outbox outbox;
    private final ITemplateEngine templates;
    private final Publication publication;
    private final ApplicationEventPublisher events;

    Mailroom(Outbox outbox, ITemplateEngine templates, Publication publication, ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.templates = templates;
        this.publication = publication;
        this.events = events;
    }

    /** Renders now, so that the message says what was true now; sends soon. */
    @Transactional
    public void send(Message message) {
        var model = new HashMap<>(message.model());
        model.put("site", publication.site(message.language()));
        model.put("subject", message.subject());
        var context = new Context(message.language(), model);
        var html = templates.process("mail/" + message.template(), context);
        var text = templates.process(PLAIN_TEXT + message.template(), context);
        outbox.add(message, html, text.strip() + "\n");
        events.publishEvent(new MessageQueued(UUID.randomUUID()));
    }
}

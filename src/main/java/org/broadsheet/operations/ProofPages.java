package org.broadsheet.operations;

import java.util.Locale;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.payments.Proof;
import org.broadsheet.publication.Publication;
import org.broadsheet.staff.Role;
import org.broadsheet.staff.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Compares the books with Stripe's when somebody asks; what comes of it shows on the ledger's page. */
@Controller
class ProofPages {
    private static final Logger LOG = LoggerFactory.getLogger(ProofPages.class);

    private final Proof proof;
    private final Staff staff;
    private final Publication publication;

    ProofPages(Proof proof, Staff staff, Publication publication) {
        this.proof = proof;
        this.staff = staff;
        this.publication = publication;
    }

    @PostMapping("/desk/ledger/proofs")
    String prove(Locale language) {
        if (staff.current().filter(person -> person.may(Role.FINANCE)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            proof.prove();
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("Nothing was compared: {}", e.getMessage());
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        return "redirect:" + publication.site(language).to("/desk/ledger");
    }
}

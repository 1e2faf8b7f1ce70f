package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class When_somebody_is_described {
        @Test
        void their_invoices_say_so() throws Exception {
            var customer = create(CustomerCreateParams.builder()
                    .setEmail("elif@example.org")
                    .setName("Elif")
                    .setInvoicePrefix("ELIF")
                    .setNextInvoiceSequence(7L)
                    .setTaxExempt(CustomerCreateParams.TaxExempt.EXEMPT)
                    .setBalance(-100L)
                    .setInvoiceSettings(CustomerCreateParams.InvoiceSettings.builder()
                            .setFooter("With thanks")
                            .addCustomField(CustomerCreateParams.InvoiceSettings.CustomField.builder()
                                    .setName("Order")
                                    .setValue("12")
                                    .build())
                            .build()));
            assertThat(customer.getBalance()).isEqualTo(-100);

            var draft = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .create(InvoiceCreateParams.builder()
                            .setCustomer(customer.getId())
                            .build());
            assertThat(draft.getFooter()).isEqualTo("With thanks");
            assertThat(draft.getCustomFields().getFirst().getValue()).isEqualTo("12");
            assertThat(draft.getCustomerTaxExempt()).isEqualTo("exempt");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .invoices()
                            .finalizeInvoice(draft.getId())
                            .getNumber())
                    .isEqualTo("ELIF-0007");
            assertThatThrownBy(() -> create(CustomerCreateParams.builder().setInvoicePrefix("ELIF")))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void what_is_unset_is_gone() throws Exception {
            var customer = create(CustomerCreateParams.builder().setName("Elif").setPhone("1"));
            var changed = rehearsal.api("POST", "/v1/customers/" + customer.getId(), "name=&phone=&shipping=&address=");
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            assertThat(changed.body()).contains("\"name\":null", "\"phone\":null");
        }

        @Test
        void they_are_found_by_their_address() throws Exception {
            create(CustomerCreateParams.builder().setEmail("a@example.org"));
            var wanted = create(CustomerCreateParams.builder().setEmail("b@example.org"));
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .list(CustomerListParams.builder()
                                    .setEmail("b@example.org")
                                    .build())
                            .getData())
                    .extracting("id")
                    .containsExactly(wanted.getId());
        }
    }

    @Test
    void who_is_deleted_is_billed_no_more() throws Exception {
        var customer = create(CustomerCreateParams.builder().setEmail("elif@example.org"));
        var item = rehearsal
                .stripe
                .v1()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setAmount(500L)
                        .setCurrency("eur")
                        .build());
        var draft = rehearsal
                .stripe
                .v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setAutoAdvance(true)
                        .build());
        rehearsal.stripe.v1().customers().delete(customer.getId());

        assertThat(rehearsal.types()).endsWith("invoiceitem.deleted", "customer.deleted");
        assertThat(rehearsal.stripe.v1().customers().retrieve(customer.getId()).getDeleted())
                .isTrue();
        assertThatThrownBy(() -> rehearsal.stripe.v1().invoiceItems().retrieve(item.getId()))
                .isInstanceOf(InvalidRequestException.class);
        rehearsal.later("day");
        assertThat(rehearsal.stripe.v1().invoices().retrieve(draft.getId()).getStatus())
                .isEqualTo("draft");
        assertThatThrownBy(() -> rehearsal.stripe.v1().invoices().finalizeInvoice(draft.getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> rehearsal
                        .stripe
                        .v1()
                        .customers()
                        .update(
                                customer.getId(),
                                CustomerUpdateParams.builder().setName("x").build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_product_goes_only_without_prices() throws Exception {
        assertThat(rehearsal.api("POST", "/v1/products", "name=A&id=prod_a").statusCode())
                .isEqualTo(200);
        assertThat(rehearsal.api("POST", "/v1/products", "name=A&id=prod_a").body())
                .contains("resource_already_exists");
        assertThat(rehearsal.api("DELETE", "/v1/products/prod_a", "").body()).contains("\"deleted\":true");
        assertThat(rehearsal.api("GET", "/v1/products/prod_a", "").statusCode()).isEqualTo(404);
        rehearsal.api("POST", "/v1/products", "name=B&id=prod_b");
        rehearsal.api("POST", "/v1/prices", "product=prod_b&currency=eur&unit_amount=5");
        assertThat(rehearsal.api("DELETE", "/v1/products/prod_b", "").statusCode())
                .isEqualTo(400);
        assertThat(rehearsal
                        .api("POST", "/v1/products/prod_b", "images=&marketing_features=")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email=nobody",
                "email[a]=b",
                "balance=x",
                "balance=999999999999999",
                "invoice_prefix=ab",
                "next_invoice_sequence=0",
                "tax_exempt=perhaps",
                "address=x",
                "address[planet]=x",
                "shipping[name]=x",
                "preferred_locales=x",
                "invoice_settings[custom_fields][0][name]=x",
                "invoice_settings[default_payment_method]=pm_none",
                "invoice_settings=x",
                "payment_method=pm_none",
                "cash_balance[settings][reconciliation_mode]=manual",
                "metadata=x",
                "metadata[a][b]=x"
            })
    void nonsense_is_refused_and_leaves_nobody(String form) throws Exception {
        var answer = rehearsal.api("POST", "/v1/customers", form);
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(rehearsal.types()).isEmpty();
    }

    private Customer create(CustomerCreateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().customers().create(wish.build());
    }
}

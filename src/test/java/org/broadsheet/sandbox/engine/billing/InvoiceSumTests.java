package org.broadsheet.sandbox.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Imagined;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Coupons;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.discounts.Reduction;
import org.broadsheet.sandbox.engine.invoices.DraftLines;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.junit.jupiter.api.Test;

/** Whatever is done to an invoice, its sums say what its lines, discounts, balance and credit notes say. */
class InvoiceSumTests {
    private static final int RUNS = Integer.getInteger("broadsheet.property.runs", 50);

    @Test
    void a_reduction_is_spread_to_the_last_cent() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int run = 0; run < RUNS * 20; run++) {
            var amounts = random.longs(1 + random.nextInt(8), -500, 5_000).toArray();
            var percent = random.nextBoolean() ? BigDecimal.valueOf(1 + random.nextInt(100_000), 3) : null;
            var reduction = new Reduction(percent, random.nextInt(9_000), "eur", List.of());
            var parts = reduction.spread(amounts, "eur");

            var sum = LongStream.of(amounts).filter(amount -> amount > 0).sum();
            var wanted = percent == null
                    ? Math.min(sum, reduction.amount())
                    : percent.multiply(BigDecimal.valueOf(sum))
                            .divide(BigDecimal.valueOf(100), 0, java.math.RoundingMode.HALF_UP)
                            .longValueExact();
            assertThat(LongStream.of(parts).sum()).as("seed %d", seed).isEqualTo(wanted);
            for (int i = 0; i < parts.length; i++)
                assertThat(parts[i]).as("seed %d", seed).isBetween(0L, Math.max(amounts[i], 0));
        }
    }

    @Test
    void whatever_is_done_to_an_invoice_its_sums_agree() {
        var seed = System.nanoTime();
        for (int run = 0; run < RUNS; run++) live(new Random(seed + run), "seed " + (seed + run));
    }

    private void live(Random random, String seed) {
        var world = new Imagined();
        var customer = world.step(step -> Customers.create(
                        step,
                        Fields.empty()
                                .set("payment_method", "pm_card_visa")
                                .set("balance", random.nextInt(-2_000, 1_000))))
                .id();
        var coupons = new ArrayList<String>();
        for (int i = 0; i < 3; i++)
            coupons.add(world.step(step -> Coupons.create(step, coupon(random))).id());
        for (int invoice = 0; invoice < 3; invoice++) {
            var id = attempt(world, step -> Drafts.create(step, Fields.empty().set("customer", customer)))
                    .id();
            for (int deed = 0; deed < 12; deed++) {
                var before = world.find(id);
                var done = attempt(world, step -> act(step, step.need(id), random, coupons));
                if (done == null) assertThat(world.find(id).json()).as(seed).isEqualTo(before.json());
                check(world, world.find(id), customer, seed);
            }
        }
    }

    /** Nothing is kept of what was refused. */
    private static Doc attempt(Imagined world, Function<Step, Doc> deed) {
        try {
            return world.step(deed);
        } catch (Problem refused) {
            return null;
        }
    }

    private static Fields coupon(Random random) {
        var coupon = Fields.empty().set("duration", "forever");
        return random.nextBoolean()
                ? coupon.set("percent_off", String.valueOf(1 + random.nextInt(99)))
                : coupon.set("amount_off", 1 + random.nextInt(3_000)).set("currency", "eur");
    }

    private static Doc act(Step step, Doc invoice, Random random, List<String> coupons) {
        var draft = invoice.is("status", "draft");
        return switch (random.nextInt(draft ? 5 : 4) + (draft ? 0 : 5)) {
            case 0, 1, 2 -> {
                var line = Fields.empty()
                        .set("amount", random.nextInt(-300, 4_000))
                        .set("discountable", random.nextInt(4) > 0);
                if (random.nextInt(3) == 0) line.set("discounts", discounts(random, coupons));
                yield DraftLines.add(step, invoice, Fields.empty().set("lines", List.of(line)));
            }
            case 3 -> Drafts.update(step, invoice, Fields.empty().set("discounts", discounts(random, coupons)));
            case 4 -> Finalization.byHand(step, invoice, Fields.empty());
            case 5, 6 -> CreditNotes.create(step, note(invoice, random));
            case 7 -> {
                Collection.payNow(step, invoice, Fields.empty().set("paid_out_of_band", random.nextInt(4) == 0));
                yield invoice;
            }
            default -> {
                var notes = CreditNotes.issued(step, invoice);
                yield notes.isEmpty() ? WriteOff.voidNow(step, invoice) : CreditNotes.voidNow(step, notes.getFirst());
            }
        };
    }

    private static List<Fields> discounts(Random random, List<String> coupons) {
        return coupons.stream()
                .filter(coupon -> random.nextBoolean())
                .map(coupon -> Fields.empty().set("coupon", coupon))
                .toList();
    }

    private static Fields note(Doc invoice, Random random) {
        var note = Fields.empty().set("invoice", invoice.id());
        var amount = (long) random.nextInt(1, 1_500);
        var lines = invoice.objects("lines.data");
        if (random.nextBoolean() && !lines.isEmpty()) {
            var line = lines.get(random.nextInt(lines.size()));
            note.set(
                    "lines",
                    List.of(Fields.empty()
                            .set("type", "invoice_line_item")
                            .set("invoice_line_item", line.text("id"))
                            .set("quantity", 1)));
            amount = line.number("amount")
                    - line.objects("discount_amounts").stream()
                            .mapToLong(each -> each.number("amount"))
                            .sum();
        } else {
            note.set("amount", amount);
        }
        if (invoice.is("status", "paid")) note.set(random.nextBoolean() ? "credit_amount" : "refund_amount", amount);
        return note;
    }

    private static void check(Imagined world, Doc invoice, String customer, String seed) {
        var lines = invoice.objects("lines.data");
        var gross = lines.stream().mapToLong(line -> line.number("amount")).sum();
        var off = lines.stream()
                .flatMap(line -> line.objects("discount_amounts").stream())
                .collect(Collectors.groupingBy(
                        each -> each.text("discount"), Collectors.summingLong(each -> each.number("amount"))));
        var told = invoice.objects("total_discount_amounts").stream()
                .collect(Collectors.toMap(each -> each.text("discount"), each -> each.number("amount")));
        assertThat(told).as(seed).isEqualTo(off);
        var total = gross - off.values().stream().mapToLong(Long::longValue).sum();
        assertThat(invoice.number("total")).as(seed).isEqualTo(total);
        var ofInvoice = invoice.texts("discounts").stream()
                .mapToLong(each -> off.getOrDefault(each, 0L))
                .sum();
        assertThat(invoice.number("subtotal")).as(seed).isEqualTo(total + ofInvoice);

        var notes = world.like(
                "credit_note",
                Fields.empty()
                        .set("invoice", invoice.id())
                        .set("status", "issued")
                        .json());
        var pre = notes.stream()
                .mapToLong(note -> note.number("pre_payment_amount"))
                .sum();
        var post = notes.stream()
                .mapToLong(note -> note.number("post_payment_amount"))
                .sum();
        assertThat(invoice.number("pre_payment_credit_notes_amount")).as(seed).isEqualTo(pre);
        assertThat(invoice.number("post_payment_credit_notes_amount")).as(seed).isEqualTo(post);
        assertThat(pre + post).as(seed).isLessThanOrEqualTo(Math.max(total, 0) + 1_000);

        var due = invoice.is("status", "draft")
                ? Math.max(total + invoice.number("starting_balance"), 0)
                : total + invoice.number("starting_balance") - invoice.number("ending_balance") - pre;
        assertThat(invoice.number("amount_due")).as(seed).isEqualTo(due).isNotNegative();
        assertThat(invoice.number("amount_remaining")).as(seed).isEqualTo(due - invoice.number("amount_paid"));

        var movements = world.like(
                "customer_balance_transaction",
                Fields.empty().set("customer", customer).json());
        var balance =
                movements.stream().mapToLong(each -> each.number("amount")).sum();
        assertThat(world.find(customer).number("balance")).as(seed).isEqualTo(balance);
        if (!movements.isEmpty())
            assertThat(movements.getLast().number("ending_balance")).as(seed).isEqualTo(balance);
    }
}

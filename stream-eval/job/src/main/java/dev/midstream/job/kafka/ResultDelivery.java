package dev.midstream.job.kafka;

import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How results reach their topics.
 *
 * @param guarantee how often a result may arrive
 * @param transactionTimeout how long the broker keeps an open transaction
 * @param transactions the names of transactions
 */
public record ResultDelivery(
        DeliveryGuarantee guarantee, Duration transactionTimeout, TransactionIds transactions) {}

# Stands in for the image apache/kafka where none can be pulled: the same entry point, settings by
# environment variables and log lines, from Kafka's own jars.
ARG JRE_BASE
FROM ${JRE_BASE}
RUN echo 'appuser:x:1000:1000::/home/appuser:/bin/bash' >> /etc/passwd && echo 'appuser:x:1000:' >> /etc/group
COPY deploy/local/target/kafka /opt/kafka/libs
COPY deploy/docker/standin/kafka/ /etc/kafka/docker/
RUN mkdir -p /opt/kafka/config /mnt/shared/config /var/lib/kafka/data /etc/kafka/secrets \
  && chown -R 1000:1000 /opt/kafka/config /mnt/shared/config /var/lib/kafka /etc/kafka
USER appuser
EXPOSE 9092
VOLUME ["/etc/kafka/secrets", "/var/lib/kafka/data", "/mnt/shared/config"]
CMD ["/etc/kafka/docker/run"]

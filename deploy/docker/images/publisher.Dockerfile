# The publisher: publish, corrupt, announce, runs ... (--help).
ARG JRE_BASE=eclipse-temurin:17-jre
FROM ${JRE_BASE}
LABEL org.opencontainers.image.title="Midstream publisher" \
      org.opencontainers.image.description="Puts clean, corrupted and noisily labelled test images on a Kafka topic." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN echo 'midstream:x:10001:10001::/home/midstream:/bin/bash' >> /etc/passwd \
  && echo 'midstream:x:10001:' >> /etc/group \
  && mkdir -p /home/midstream /data && chown 10001:10001 /home/midstream /data
COPY LICENSE bom.json licences.zip publisher.jar /opt/midstream/
USER 10001:10001
WORKDIR /home/midstream
# A command that ends: its exit code says how it went.
HEALTHCHECK NONE
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "/opt/midstream/publisher.jar"]
CMD ["--help"]

import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { serveHttp } from './http-server.js';

interface StoredObject {
  body: Buffer;
  metadata: IncomingHttpHeaders;
}

export interface S3Server {
  endpoint: string;
  /** From now on half of what an object has is answered, and then nothing; undefined ends that. */
  stall(key: string | undefined): void;
}

/** As much of S3 as uploads in parts need, to go wrong in ways that a real one does not on demand. */
export async function serveS3(t: TestContext): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const parts = new Map<string, Buffer[]>();
  let stalled: string | undefined;

  const listener: RequestListener = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
    const [, , key = ''] = pathname.split('/');
    const body = await buffer(request);
    const empty = (status: number) => response.writeHead(status, { etag: '"etag"' }).end();
    const xml = (name: string, content = '') =>
      response.writeHead(200, { 'content-type': 'application/xml' }).end(`<${name}>${content}</${name}>`);
    const put = (content: Buffer) => objects.set(key, { body: content, metadata: metadataIn(request.headers) });
    const uploaded = parts.get(key) ?? [];

    switch (`${request.method} ${['uploads', 'uploadId'].find(name => searchParams.has(name)) ?? ''}`) {
      case 'POST uploads':
        parts.set(key, []);
        return xml('InitiateMultipartUploadResult', '<UploadId>upload</UploadId>');
      case 'PUT uploadId':
        uploaded.push(body);
        return empty(200);
      case 'GET uploadId':
        return xml('ListPartsResult', uploaded.map(partOf).join(''));
      case 'POST uploadId':
        put(Buffer.concat(uploaded));
        return xml('CompleteMultipartUploadResult', '<ETag>etag</ETag>');
      case 'PUT ':
        put(body);
        return empty(200);
      case 'DELETE ':
        objects.delete(key);
        return empty(204);
      case 'DELETE uploadId':
        return empty(204);
    }
    if (key === '') return xml('ListBucketResult');
    const object = objects.get(key);
    if (!object) return empty(404);
    const { body: content, metadata } = object;
    response.writeHead(200, { 'content-length': content.length, ...metadata });
    if (key === stalled) return response.write(content.subarray(0, content.length / 2));
    return response.end(request.method === 'HEAD' ? undefined : content);
  };
  return {
    endpoint: await serveHttp(t, listener),
    stall: key => {
      stalled = key;
    },
  };
}

const metadataIn = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-')));

const partOf = (part: Buffer, at: number) =>
  `<Part><PartNumber>${at + 1}</PartNumber><ETag>etag</ETag><Size>${part.length}</Size></Part>`;

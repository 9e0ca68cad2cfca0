// The event subscription of the blob door. Deployed last: its handshake is answered by the code, and the key exists only once the code has run.
targetScope = 'resourceGroup'

@description('Name of the system topic.')
param topicName string

@description('Host name of the function app.')
param appHost string

@description('Name of the account whose blobs these are.')
param account string

@description('The host\'s system key blobs_extension.')
@secure()
param blobsKey string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: account
}

resource envelopes 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'registrar-entrada'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${appHost}/runtime/webhooks/blobs?functionName=Host.Functions.registrar-entrada&code=${blobsKey}'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      // The envelope comes last: one event a submission, not one a file.
      subjectBeginsWith: '/blobServices/default/containers/entrada/blobs/'
      subjectEndsWith: '/solicitud.json'
      isSubjectCaseSensitive: true
      advancedFilters: [
        {
          // Only calls after which the blob is whole.
          operatorType: 'StringIn'
          key: 'data.api'
          values: ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose']
        }
      ]
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    // A lost event is no lost submission: the reconciler finds it. This shows that it happened.
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: { resourceId: storage.id, blobContainerName: 'eventos-perdidos' }
      }
    }
  }
}

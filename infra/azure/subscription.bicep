// The event subscriptions of the blob door and of the mailbox. Deployed last: their handshake is answered by the code, and the key exists only once the code has run.
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

// The envelope comes last: one event a submission, not one a file. A mail is one file.
var doors = [
  { function: 'registrar-entrada', container: 'entrada', ending: '/solicitud.json' }
  { function: 'registrar-correo', container: 'correo', ending: '.eml' }
]

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: account
}

resource arrivals 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [for door in doors: {
  parent: topic
  name: door.function
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${appHost}/runtime/webhooks/blobs?functionName=Host.Functions.${door.function}&code=${blobsKey}'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${door.container}/blobs/'
      subjectEndsWith: door.ending
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
}]
